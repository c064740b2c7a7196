"""What `bench criteria` asks beside the criteria themselves."""
